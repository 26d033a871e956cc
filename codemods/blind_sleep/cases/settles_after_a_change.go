package jobs

import (
	"context"
	"fmt"
	"time"
)

type app interface {
	addJob(ctx context.Context, name string) error
	find(ctx context.Context, name string) (string, error)
}

func set(ctx context.Context, a app, name string, cooldown time.Duration) error {
	if err := a.addJob(ctx, name); err != nil {
		return fmt.Errorf("failed to add job: %w", err)
	}
	time.Sleep(cooldown) // want none "behind it the function only reports its success"
	return nil
}

// So short a time is not worth the work.
func setShort(ctx context.Context, a app, name string) error {
	err := a.addJob(ctx, name)
	if err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

// What was only looked up is not done.
func look(ctx context.Context, a app, name string, pause time.Duration) error {
	if _, err := a.find(ctx, name); err != nil {
		return err
	}
	time.Sleep(pause) // want unsafe "the function still waits to the end"
	return nil
}
