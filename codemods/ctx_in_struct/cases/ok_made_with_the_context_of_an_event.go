package collections

import (
	"context"
	"fmt"
	"time"
)

type event struct {
	Context context.Context
	Name    string
}

type rule func(value any) error

func check(value any, rules ...rule) error {
	for _, r := range rules {
		if err := r(value); err != nil {
			return err
		}
	}
	return nil
}

type validator struct {
	ctx  context.Context
	name string
}

// It is made and used up in this call.
func onValidate(e *event) error {
	v := newValidator(e.Context, e.Name)
	if err := v.run(); err != nil {
		return err
	}
	e.Name = v.name
	return nil
}

func newValidator(ctx context.Context, name string) *validator {
	v := &validator{ctx: ctx, name: name}
	if v.name == "" {
		v.name = "default"
	}
	return v
}

func (v *validator) run() error {
	return check(v.name, v.isFree, v.isShort)
}

func (v *validator) isFree(value any) error {
	return ask(v.ctx, v.name, fmt.Sprint(value))
}

func ask(ctx context.Context, kind, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(kind, key)
		return nil
	}
}

func (v *validator) isShort(value any) error {
	if s, ok := value.(string); ok && len(s) > 40 {
		return context.DeadlineExceeded
	}
	return nil
}
