package p

import (
	"context"
	"net/http"
	"time"
)

type object struct {
	name  string
	notes map[string]string
}

type store struct{ objects chan object }

func (s *store) Get(ctx context.Context, name string, o *object) error {
	select {
	case *o = <-s.objects:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *store) Update(ctx context.Context, o *object) error { return s.put(ctx, o) }

func (s *store) Delete(ctx context.Context, o *object) error { return s.put(ctx, o) }

func (s *store) put(ctx context.Context, o *object) error {
	select {
	case s.objects <- *o:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func again(try func() error) (err error) {
	for range 3 {
		if err = try(); err == nil {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return err
}

// The mark of the first change would stay if the second is not made.
func mark(s *store, o *object) error {
	o.notes["clean"] = "forced"
	return s.Update(context.Background(), o)
}

func remove(w http.ResponseWriter, r *http.Request, s *store) {
	var o object
	ctx := context.Background() // want none "ctx is context.Background.. instead of the request's r.Context.., .*several changes in a row"
	if err := s.Get(ctx, r.FormValue("name"), &o); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if r.FormValue("force") == "true" {
		if err := again(func() error { return mark(s, &o) }); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	if err := s.Delete(ctx, &o); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// Of the two changes one is made.
func removeOrMark(w http.ResponseWriter, r *http.Request, s *store) {
	o := object{name: r.FormValue("name"), notes: map[string]string{}}
	if r.FormValue("force") == "true" {
		if err := mark(s, &o); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
		return
	}
	if err := s.Delete(context.Background(), &o); err != nil { // want unsafe "so its work goes on after the client has left"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
