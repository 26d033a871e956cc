package manager

import (
	"context"
	"fmt"
	"time"
)

var noContext = context.Background()

type record struct {
	id     int
	status string
}

type table struct{ rows chan record }

func (t *table) Find(ctx context.Context, id int) (record, error) {
	select {
	case <-ctx.Done():
		return record{}, ctx.Err()
	case r := <-t.rows:
		return r, nil
	}
}

func (t *table) Update(ctx context.Context, r record) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case t.rows <- r:
		return nil
	case <-time.After(time.Second):
		return fmt.Errorf("%d is locked", r.id)
	}
}

func (t *table) Create(ctx context.Context, r record) error {
	r.status = "new"
	return t.Update(ctx, r)
}

type manager struct{ stages, steps, builds *table }

// To stop between two of the changes leaves the stage running for ever; what is only read may stop.
func (m *manager) setup(ctx context.Context, stage record, steps []record) error {
	build, err := m.builds.Find(noContext, stage.id) // want unsafe "goes on after the caller has given up"
	if err != nil {
		return err
	}
	if err := m.stages.Update(noContext, stage); err != nil {
		return fmt.Errorf("stage: %w", err)
	}
	for _, step := range steps {
		if err := m.steps.Create(noContext, step); err != nil {
			return fmt.Errorf("step: %w", err)
		}
	}
	build.status = "running"
	err = m.builds.Update(noContext, build)
	if err != nil {
		return err
	}
	return m.tell(ctx, build)
}

// Somebody else makes them.
func (m *manager) begin(ctx context.Context, stage record) error {
	return m.setup(noContext, stage, nil)
}

// One change may be made or not.
func (m *manager) tell(ctx context.Context, build record) error {
	stage, err := m.stages.Find(noContext, build.id) // want unsafe "goes on after the caller has given up"
	if err != nil {
		return err
	}
	if err := m.steps.Update(noContext, stage); err != nil { // want unsafe "goes on after the caller has given up"
		return err
	}
	return nil
}

// Each of them goes on where another has failed: none is left without the rest.
func (m *manager) sweep(ctx context.Context, stages []record) {
	for _, s := range stages {
		if err := m.stages.Update(noContext, s); err != nil { // want unsafe "goes on after the caller has given up"
			println(err.Error())
		}
		if err := m.steps.Update(noContext, s); err != nil { // want unsafe "goes on after the caller has given up"
			println(err.Error())
		}
		if err := m.builds.Update(noContext, s); err != nil { // want unsafe "goes on after the caller has given up"
			println(err.Error())
		}
	}
}
