package bills

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
)

type source interface {
	Stat(ctx context.Context, name string) (int, error)
}

func read(ctx context.Context, cancel context.CancelFunc, r io.ReadCloser) <-chan string {
	out := make(chan string)
	go func() {
		defer cancel()
		defer r.Close()
		defer close(out)
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			select {
			case out <- lines.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func bill(ctx context.Context, s source, r io.ReadCloser) <-chan (<-chan string) {
	outs := make(chan (<-chan string), 1)
	go func() {
		defer close(outs)
		ctx, cancel := context.WithCancel(ctx) // want safe "when the function literal ends"
		if _, err := s.Stat(ctx, "bill"); err != nil {
			log.Print("failed to read bill: ", err)
		} else {
			outs <- read(ctx, cancel, r)
		}
	}()
	return outs
}

func chain(ctx context.Context, s source, r io.ReadCloser, outs chan<- (<-chan string)) {
	ctx, cancel := context.WithCancel(ctx) // want safe "when the function ends"
	n, err := s.Stat(ctx, "bill")
	if errors.Is(err, io.EOF) {
		log.Print("no bill")
	} else if err != nil {
		log.Print("failed to read bill: ", err)
		return
	} else if n > 0 {
		outs <- read(ctx, cancel, r)
	}
}

func chosen(ctx context.Context, s source, r io.ReadCloser, outs chan<- (<-chan string)) {
	ctx, cancel := context.WithCancel(ctx) // want safe "when the function ends"
	n, err := s.Stat(ctx, "bill")
	switch {
	case err != nil:
		log.Print("failed to read bill: ", err)
	case n > 0:
		if n > 1 {
			outs <- read(ctx, cancel, r)
		} else {
			log.Print("one line only")
		}
	default:
		log.Print("no bill")
	}
}

func answered(ctx context.Context, s source, r io.ReadCloser, outs chan<- (<-chan string)) string {
	ctx, cancel := context.WithCancel(ctx) // want safe "when line 84 returns"
	if _, err := s.Stat(ctx, "bill"); err != nil {
		log.Print("failed to read bill: ", err)
	} else {
		outs <- read(ctx, cancel, r)
	}
	return "done"
}

// Which of the two it was, nothing tells at the end.
func earlier(ctx context.Context, s source, r io.ReadCloser, outs chan<- (<-chan string)) {
	ctx, cancel := context.WithCancel(ctx) // want none "not handed over"
	n, err := s.Stat(ctx, "bill")
	if err == nil {
		outs <- read(ctx, cancel, r)
	}
	if n > 1 {
		log.Print("more than one line")
	}
}
