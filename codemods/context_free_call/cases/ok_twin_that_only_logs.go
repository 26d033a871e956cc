package store

import "context"

type journal struct{ lines []string }

func (j *journal) Append(line string) { j.lines = append(j.lines, line) }

func (j *journal) AppendContext(ctx context.Context, line string) { j.Append(line) }

func (j *journal) Warn(line string) { j.Append(line) }

func (j *journal) WarnContext(ctx context.Context, line string) {
	if ctx.Err() == nil {
		j.Append(line)
	}
}

func use(ctx context.Context, j *journal) error {
	j.Append("a")
	j.Warn("b")
	return ctx.Err()
}
