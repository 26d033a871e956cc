package queue

import (
	"context"
	"errors"
	"io"
	"log"
)

type queue struct{ ch chan []byte }

func (q *queue) pop() ([]byte, error) { return q.popContext(context.Background()) }

func (q *queue) popContext(ctx context.Context) ([]byte, error) {
	select {
	case b, ok := <-q.ch:
		if !ok {
			return nil, io.EOF
		}
		return b, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// work would go round at full speed behind the end of ctx.
func work(ctx context.Context, q *queue, do func(context.Context, []byte) error) error {
	for {
		b, err := q.pop()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			log.Println("pop:", err)
			continue
		}
		if err := do(ctx, b); err != nil {
			return err
		}
	}
}

// part says that it is one.
func part(ctx context.Context, q *queue) ([][]byte, error) {
	var out [][]byte
	for {
		b, err := q.pop() // want unsafe "popContext takes it"
		if err != nil {
			break
		}
		out = append(out, b)
	}
	return out, ctx.Err()
}

// all would give what it has for the whole.
func all(ctx context.Context, q *queue) ([][]byte, error) {
	var out [][]byte
	for {
		b, err := q.pop()
		if err != nil {
			break
		}
		out = append(out, b)
	}
	return out, nil
}

func until(ctx context.Context, q *queue, do func(context.Context, []byte) error) error {
	for {
		b, err := q.pop() // want unsafe "popContext takes it"
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := do(ctx, b); err != nil {
			log.Println("do:", err)
		}
	}
}
