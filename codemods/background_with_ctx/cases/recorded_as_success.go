package p

import (
	"context"
	"log"
	"time"
)

type object struct {
	secret string
	failed string
	seen   int
}

type client struct{ objects chan object }

func (c *client) Get(ctx context.Context, name string) (object, error) {
	select {
	case o := <-c.objects:
		return o, nil
	case <-ctx.Done():
		return object{}, ctx.Err()
	}
}

func (c *client) Update(ctx context.Context, o object) error {
	select {
	case c.objects <- o:
		return nil
	case <-time.After(time.Minute):
		return context.DeadlineExceeded
	case <-ctx.Done():
		return ctx.Err()
	}
}

type reconciler struct{ client *client }

// The deferred function would record that all went well.
func (r *reconciler) apply(ctx context.Context, name string) error {
	o, err := r.client.Get(ctx, name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			o.failed = err.Error()
		}
		o.seen++
		if err := r.client.Update(context.TODO(), o); err != nil {
			log.Println("update", name, err)
		}
	}()
	if o.secret != "" {
		if _, err := r.client.Get(context.TODO(), o.secret); err != nil {
			log.Println("secret", o.secret, err)
			return nil
		}
	}
	return nil
}

func (r *reconciler) applyToo(ctx context.Context, name string) error {
	o, err := r.client.Get(ctx, name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			o.failed = err.Error()
		}
		o.seen++
		if err := r.client.Update(context.TODO(), o); err != nil {
			log.Println("update", name, err)
		}
	}()
	if o.secret != "" {
		if _, err = r.client.Get(context.TODO(), o.secret); err != nil { // want unsafe "r.client.Get gets context.TODO"
			log.Println("secret", o.secret, err)
			return nil
		}
	}
	return nil
}
