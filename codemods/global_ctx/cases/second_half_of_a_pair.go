package manager

import (
	"context"
	"errors"
	"time"
)

var noContext = context.Background()

type step struct {
	id     int
	status string
}

type logs struct{ streams chan int }

func (l *logs) Create(ctx context.Context, id int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case l.streams <- id:
		return nil
	}
}

func (l *logs) Close(ctx context.Context, id int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(id) * time.Millisecond):
		return nil
	}
}

type steps struct{ rows chan step }

func (t *steps) Update(ctx context.Context, s step) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case t.rows <- s:
		return nil
	case <-time.After(time.Second):
		return errors.New("locked")
	}
}

type manager struct {
	logs  *logs
	steps *steps
}

func (m *manager) BeforeStep(ctx context.Context, s step) error {
	if err := m.logs.Create(noContext, s.id); err != nil { // want unsafe "goes on after the caller has given up"
		return err
	}
	return nil
}

// What the step came to is put on record, also where its time was over.
func (m *manager) AfterStep(_ context.Context, s step) error {
	var failed error
	if err := m.steps.Update(noContext, s); err != nil {
		failed = err
	}
	if err := m.logs.Close(noContext, s.id); err != nil {
		println(err.Error())
	}
	return failed
}

// There is nothing that comes before.
func (m *manager) AfterDelay(ctx context.Context, s step, delay time.Duration) error {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
	}
	if err := m.steps.Update(noContext, s); err != nil { // want unsafe "goes on after the caller has given up"
		return err
	}
	return nil
}
