package p

import (
	"context"
	"time"
)

type request struct{ name string }

type result struct{ requeue bool }

type record struct {
	phase  string
	events []string
}

type object struct {
	records []*record
	label   string
}

type client struct{ objects chan object }

func (c *client) Get(ctx context.Context, name string, o *object) error {
	select {
	case *o = <-c.objects:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *client) Update(ctx context.Context, o *object) error {
	select {
	case c.objects <- *o:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type driver interface {
	Apply(ctx context.Context, r *record) (string, error)
	Recover(ctx context.Context, r *record) (string, error)
}

type disks struct{ speed time.Duration }

func (d disks) Apply(ctx context.Context, r *record) (string, error)   { return d.do(ctx, "applied") }
func (d disks) Recover(ctx context.Context, r *record) (string, error) { return d.do(ctx, "recovered") }

func (d disks) do(ctx context.Context, phase string) (string, error) {
	select {
	case <-time.After(d.speed):
		return phase, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

type reconciler struct {
	client *client
	driver driver
}

func again(try func() error) error {
	if try() == nil {
		return nil
	}
	return try()
}

func (r *reconciler) Reconcile(ctx context.Context, req request) (result, error) {
	var o object
	if err := r.client.Get(context.TODO(), req.name, &o); err != nil { // want unsafe "r.client.Get gets context.TODO"
		return result{}, err
	}
	records := o.records
	retry := false
	for _, record := range records {
		var err error
		record.phase, err = r.driver.Apply(context.TODO(), record)
		if err != nil {
			record.events = append(record.events, err.Error())
			retry = true
			continue
		}
	}
	// What has been done is done: the next round begins with these records.
	err := again(func() error {
		var o object
		if err := r.client.Get(context.TODO(), req.name, &o); err != nil {
			return err
		}
		o.records = records
		return r.client.Update(context.TODO(), &o)
	})
	return result{requeue: retry || err != nil}, nil
}

type labeler struct{ client *client }

// It begins anew where it could not be saved.
func (l *labeler) Reconcile(ctx context.Context, req request) (result, error) {
	var o object
	if err := l.client.Get(ctx, req.name, &o); err != nil {
		return result{}, err
	}
	o.label = "seen"
	if err := l.client.Update(context.TODO(), &o); err != nil { // want unsafe "l.client.Update gets context.TODO"
		return result{}, err
	}
	return result{}, nil
}

func (r *reconciler) reconcileOne(ctx context.Context, one *record, o *object) error {
	phase, err := r.driver.Recover(context.TODO(), one) // want unsafe "r.driver.Recover gets context.TODO"
	if err != nil {
		return err
	}
	o.label = phase
	return r.client.Update(ctx, o)
}
