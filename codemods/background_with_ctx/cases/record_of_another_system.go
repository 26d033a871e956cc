package instances

import (
	"context"
	"errors"
	"fmt"
	"log"
)

type tx interface {
	RenameInstance(ctx context.Context, from, to string) error
	UpdateStoragePoolVolume(ctx context.Context, name string, config map[string]string) error
	AddImageToLocalNode(ctx context.Context, fingerprint string) error
	DeleteImage(ctx context.Context, id int) error
}

type database interface {
	Transaction(ctx context.Context, f func(ctx context.Context, t tx) error) error
	UpdateOwner(name, owner string) error
	UpdateInstance(ctx context.Context, name string) error
}

type pool interface {
	RenameInstance(from, to string) error
	RenameSnapshot(from, to string) error
}

type driver interface {
	UpdateVolume(name string, changed map[string]string) error
}

type server struct {
	db     database
	pool   pool
	driver driver
}

type reverter struct{ hooks []func() }

func (r *reverter) Add(f func()) { r.hooks = append(r.hooks, f) }

// The volume has its new name on either way.
func (s *server) rename(ctx context.Context, from, to string, snapshot bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if snapshot {
		err := s.pool.RenameSnapshot(from, to)
		if err != nil {
			return fmt.Errorf("snapshot: %w", err)
		}
	} else {
		err := s.pool.RenameInstance(from, to)
		if err != nil {
			return fmt.Errorf("instance: %w", err)
		}
	}
	return s.db.Transaction(context.TODO(), func(ctx context.Context, t tx) error {
		return t.RenameInstance(ctx, from, to)
	})
}

// The volume has its new size, if that was to be changed.
func (s *server) update(ctx context.Context, name, config string, changed map[string]string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(changed) > 0 {
		err := s.driver.UpdateVolume(name, changed)
		if err != nil {
			return err
		}
	}
	return s.db.Transaction(context.TODO(), func(ctx context.Context, t tx) error {
		return t.UpdateStoragePoolVolume(ctx, config, map[string]string{"size": config})
	})
}

// The volume gets its old size back.
func (s *server) updateOrNot(ctx context.Context, name, config string, old, changed map[string]string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	undo := &reverter{}
	if err := s.driver.UpdateVolume(name, changed); err != nil {
		return err
	}
	undo.Add(func() { _ = s.driver.UpdateVolume(name, old) })
	return s.db.Transaction(context.TODO(), func(ctx context.Context, t tx) error { // want unsafe "s.db.Transaction gets"
		return t.UpdateStoragePoolVolume(ctx, config, changed)
	})
}

// Two rows of one database.
func (s *server) give(ctx context.Context, name, owner string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.db.UpdateOwner(name, owner); err != nil {
		return err
	}
	return s.db.UpdateInstance(context.TODO(), name) // want unsafe "s.db.UpdateInstance gets"
}

// The image has been brought over.
func (s *server) ensure(ctx context.Context, fingerprint, member string) error {
	err := s.transferImage(ctx, fingerprint, member)
	if err != nil {
		return fmt.Errorf("transfer: %w", err)
	}
	return s.db.Transaction(context.TODO(), func(ctx context.Context, t tx) error {
		return t.AddImageToLocalNode(ctx, fingerprint)
	})
}

func (s *server) transferImage(ctx context.Context, fingerprint, member string) error {
	if member == "" {
		return errors.New("no member has " + fingerprint)
	}
	return ctx.Err()
}

// An image has two rows, and then a file.
func (s *server) prune(ctx context.Context, images map[string][]int) error {
	for fingerprint, ids := range images {
		select {
		case <-ctx.Done():
			return nil
		default:
		}
		for _, id := range ids {
			err := s.db.Transaction(context.TODO(), func(ctx context.Context, t tx) error {
				return t.DeleteImage(ctx, id)
			})
			if err != nil {
				return err
			}
		}
		if err := deleteFromDisk(fingerprint); err != nil {
			return err
		}
	}
	return nil
}

// An image has nothing but rows.
func (s *server) forget(ctx context.Context, images map[string][]int) error {
	for _, ids := range images {
		select {
		case <-ctx.Done():
			return nil
		default:
		}
		for _, id := range ids {
			err := s.db.Transaction(context.TODO(), func(ctx context.Context, t tx) error { // want unsafe "s.db.Transaction gets"
				return t.DeleteImage(ctx, id)
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func deleteFromDisk(fingerprint string) error {
	if fingerprint == "" {
		return errors.New("no fingerprint")
	}
	return nil
}

// The old rows go whether or not all members have got the new image.
func (s *server) replace(ctx context.Context, old int, fingerprint string) error {
	err := s.transferImage(ctx, fingerprint, "all")
	if err != nil {
		log.Printf("distributing %s: %v", fingerprint, err)
		if err == context.Canceled {
			return nil
		}
	}
	err = s.db.Transaction(context.TODO(), func(ctx context.Context, t tx) error {
		return t.DeleteImage(ctx, old)
	})
	if err != nil {
		log.Printf("deleting %d: %v", old, err)
	}
	return nil
}

// The work begins whether or not that is on record.
func (s *server) begin(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := s.db.UpdateInstance(context.TODO(), name)
	if err != nil {
		log.Printf("recording %s: %v", name, err)
	}
	return schedule(name)
}

func schedule(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	return nil
}
