package hold

import "context"

type dialer interface {
	Check(ctx context.Context) error
	Nums(ctx context.Context) (int, int)
	Name(ctx context.Context) (string, error)
}

type holder struct{ cancel context.CancelFunc }

func (h *holder) Nums(ctx context.Context, d dialer) (int, int) {
	ctx, cancel := context.WithCancel(ctx) // want safe "cancel is not called when line 16 returns"
	if d.Check(ctx) != nil {
		return d.Nums(ctx)
	}
	h.cancel = cancel
	return 0, 0
}

func (h *holder) Name(ctx context.Context, d dialer) (string, error) {
	ctx, cancel := context.WithCancel(ctx) // want safe "cancel is not called when line 25 returns"
	if d.Check(ctx) != nil {
		return d.Name(ctx)
	}
	h.cancel = cancel
	return "", nil
}

func (h *holder) Close() { h.cancel() }
