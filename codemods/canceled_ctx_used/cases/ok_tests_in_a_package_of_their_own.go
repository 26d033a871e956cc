package managertest

import (
	"context"
	"errors"
	"testing"
)

type manager interface {
	Get(ctx context.Context, id string) error
}

// Isolation is run by the tests of each manager.
func Isolation(t *testing.T, m manager) {
	t.Run("canceled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		if err := m.Get(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := m.Get(ctx, "a"); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}
