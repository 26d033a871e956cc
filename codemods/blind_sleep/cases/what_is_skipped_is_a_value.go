package fetch

import (
	"context"
	"fmt"
	"time"
)

type state struct{ code int }

func (s *state) ExitCode() int { return s.code }

type source interface {
	Get(ctx context.Context, id int) (map[string]int, error)
}

func fetch(ctx context.Context, s source, st *state) error {
	for i := range 3 {
		if _, err := s.Get(ctx, i); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "each round"
	}
	return fmt.Errorf("exit code %d", st.ExitCode())
}

func users(ctx context.Context, s source) (map[string]int, error) {
	time.Sleep(10 * time.Second) // want unsafe "waits to the end"
	data, err := s.Get(ctx, 0)
	if err != nil {
		return nil, err
	}
	delete(data, "none")
	return data, nil
}
