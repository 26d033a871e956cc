package stats

import (
	"context"
	"io"
)

type decoder struct{ from io.Reader }

func (d *decoder) Decode(v *string) error { return d.DecodeContext(context.Background(), v) }

// DecodeContext hands the context on to what decodes itself.
func (d *decoder) DecodeContext(ctx context.Context, v *string) error {
	*v, _ = ctx.Value(decoder{}).(string)
	_, err := io.ReadAll(d.from)
	return err
}

func poll(ctx context.Context, body io.Reader) (v string, err error) {
	d := &decoder{from: body}
	for ctx.Err() == nil && err == nil {
		err = d.Decode(&v)
	}
	return v, err
}
