package sweep

import (
	"context"
	"os"
	"path/filepath"
)

type cursor interface {
	Next(ctx context.Context) bool
	ID() string
	Err() error
}

// What has come so far would be taken for all there is.
func sweep(ctx context.Context, cur cursor, dir string) error {
	known := make(map[string]bool)
	for cur.Next(context.Background()) {
		known[cur.ID()] = true
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !known[e.Name()] {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func list(ctx context.Context, cur cursor) ([]string, error) {
	var out []string
	for cur.Next(context.Background()) { // want unsafe "cur.Next gets"
		out = append(out, cur.ID())
	}
	return out, cur.Err()
}
