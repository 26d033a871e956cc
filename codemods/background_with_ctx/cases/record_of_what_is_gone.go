package backups

import (
	"context"
	"errors"
	"os"
)

type record interface {
	DeleteBackup(ctx context.Context, name string) error
	RenameBackup(ctx context.Context, from, to string) error
	Transaction(ctx context.Context, f func(ctx context.Context) error) error
}

type reverter struct{ hooks []func() }

func (r *reverter) Add(f func()) { r.hooks = append(r.hooks, f) }
func (r *reverter) Success()     { r.hooks = nil }

type pool interface {
	RenameVolume(from, to string) error
}

// The files are gone, and the record has to say so.
func remove(ctx context.Context, r record, path, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	if name == "" {
		return errors.New("no name")
	}
	return r.DeleteBackup(context.Background(), name)
}

func rename(ctx context.Context, r record, p pool, from, to string) error {
	if err := p.RenameVolume(from, to); err != nil {
		return err
	}
	logged := from + to
	println(logged)
	return r.Transaction(context.TODO(), func(ctx context.Context) error {
		return r.RenameBackup(ctx, from, to)
	})
}

func add(ctx context.Context, r record, name string) error {
	undo := &reverter{}
	undo.Success()
	return r.RenameBackup(context.Background(), name, name+".1")
}

// If the record cannot be renamed, the volume gets its name back.
func renameOrNot(ctx context.Context, r record, p pool, from, to string) error {
	undo := &reverter{}
	if err := p.RenameVolume(from, to); err != nil {
		return err
	}
	undo.Add(func() { _ = p.RenameVolume(to, from) })
	println(from)
	return r.RenameBackup(context.Background(), from, to) // want unsafe "r.RenameBackup gets"
}
