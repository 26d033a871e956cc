package p

import (
	"context"
	"os"
)

// Store keeps texts in files.
type Store struct{ dir string }

// Copy gives what one name keeps another name too.
func (s *Store) Copy(ctx context.Context, from, to string) error {
	data, err := s.read(context.Background(), from) // want unsafe "s.read gets context.Background.. instead of the context ctx"
	if err != nil {
		return err
	}
	return os.WriteFile(s.dir+to, data, 0o600)
}

func (s *Store) read(ctx context.Context, name string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return os.ReadFile(s.dir + name)
}
