package artists

import (
	"context"
	"log"
	"time"
)

type userKey struct{}

type artist struct {
	name    string
	updated time.Time
}

type provider struct{ known map[string]*artist }

func (p *provider) update(ctx context.Context, id string) *artist {
	a := p.known[id]
	// If we have fresh info, just return it and trigger a refresh in the background
	if time.Since(a.updated) < time.Hour {
		go func() {
			p.refresh(context.Background(), a) // want unsafe "context.WithoutCancel\\(ctx\\) has them"
		}()
		return a
	}
	p.refresh(ctx, a)
	return a
}

func (p *provider) updateAlone(ctx context.Context, id string) *artist {
	a := p.known[id]
	// A fresh context: the refresh is nobody's.
	if time.Since(a.updated) < time.Hour {
		go func() {
			p.refresh(context.Background(), a)
		}()
		return a
	}
	p.refresh(ctx, a)
	return a
}

func (p *provider) refresh(ctx context.Context, a *artist) {
	user, _ := ctx.Value(userKey{}).(string)
	log.Print("refresh ", a.name, " for ", user)
	a.updated = time.Now()
}
