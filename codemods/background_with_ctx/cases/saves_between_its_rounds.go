package compact

import (
	"context"
	"errors"
	"os"
)

type table struct{ dir string }

func (t *table) Move(ctx context.Context, from, to string) error {
	return os.Rename(t.dir+from, t.dir+to)
}

func (t *table) Save() error {
	return os.WriteFile(t.dir+"/slots", []byte(t.dir), 0o600)
}

// compact ends between two shards only, and saves what it has done then.
func compact(ctx context.Context, t *table, shards [][]string) error {
	for _, shard := range shards {
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), t.Save())
		default:
		}
		for _, slot := range shard {
			if err := t.Move(context.Background(), slot, slot+".new"); err != nil {
				return err
			}
		}
	}
	return t.Save()
}

// moveAll has nothing to save.
func moveAll(ctx context.Context, t *table, shards [][]string) error {
	for _, shard := range shards {
		select {
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
		for _, slot := range shard {
			if err := t.Move(context.Background(), slot, slot+".new"); err != nil { // want unsafe "t.Move gets"
				return err
			}
		}
	}
	return nil
}
