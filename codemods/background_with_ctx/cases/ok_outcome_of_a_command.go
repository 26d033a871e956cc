package p

import (
	"context"
	"errors"
	"os/exec"
	"strconv"
)

type states interface {
	Get(ctx context.Context, key string) (string, error)
	Put(ctx context.Context, key, value string) error
}

// The command is killed when the caller gives up, and that is what is put on record.
func build(ctx context.Context, s states) error {
	out, err := exec.CommandContext(ctx, "make").Output()
	state := "ok"
	if err != nil {
		state = err.Error() + string(out)
	}
	return s.Put(context.Background(), "build", state)
}

// How far it came, where it failed.
func each(ctx context.Context, s states, keys []string) error {
	n := 0
	var first error
	for _, k := range keys {
		if _, err := s.Get(ctx, k); err != nil {
			first = err
			break
		}
		n++
	}
	if err := s.Put(context.Background(), "done", strconv.Itoa(n)); err != nil {
		return errors.Join(first, err)
	}
	return first
}
