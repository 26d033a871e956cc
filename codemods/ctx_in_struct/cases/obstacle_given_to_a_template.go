package main

import (
	"context"
	"os"
	"text/template"
	"time"
)

type view struct {
	ctx  context.Context // want none "Orders may be looked up by name by what is given it on line 77"
	user string
}

func (v *view) Orders() ([]string, error) { return orders(v.ctx, v.user) }

type list struct {
	ctx   context.Context // want none "Rows may be looked up by name by what is given it on line 77"
	limit int
}

func (l *list) Rows() ([]string, error) { return orders(l.ctx, "all") }

type page struct {
	Title string
	Lists []*list
}

type feed struct {
	ctx  context.Context // want unsafe "Items gets a parameter"
	name string
}

func (f *feed) Items() ([]string, error) { return orders(f.ctx, f.name) }

func orders(ctx context.Context, user string) ([]string, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Millisecond):
		return []string{user}, nil
	}
}

var html = template.Must(template.New("").Parse("{{range .Orders}}{{.}}{{end}}"))

type site struct {
	views []*view
	lists []*list
	feeds []*feed
}

func (s *site) warm(ctx context.Context) error {
	for i := range s.views {
		if _, err := s.views[i].Orders(); err != nil {
			return err
		}
		if _, err := s.lists[i].Rows(); err != nil {
			return err
		}
		items, err := s.feeds[i].Items()
		if err != nil {
			return err
		}
		// What is found is given to it, not what finds it.
		if err := show(items); err != nil {
			return err
		}
		if err := show(s.views[i]); err != nil {
			return err
		}
	}
	return show(map[string]any{"page": &page{Title: "all", Lists: s.lists}})
}

func show(data any) error {
	return html.Execute(os.Stdout, data)
}

func main() {
	s := &site{}
	if err := s.warm(context.Background()); err != nil {
		panic(err)
	}
}
