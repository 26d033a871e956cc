package poll

import (
	"context"
	"io"
)

type source struct {
	ctx  context.Context // want none "interface|Read"
	text string
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return copy(p, s.text), io.EOF
}

func all(ctx context.Context, text string) ([]byte, error) {
	return io.ReadAll(&source{ctx: ctx, text: text})
}
