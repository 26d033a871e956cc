package p

import "context"

type proxy struct{ logs chan string }

func (p *proxy) Logs(ctx context.Context) string {
	select {
	case <-ctx.Done():
		return ""
	case text := <-p.logs:
		return text
	}
}

func (p *proxy) CountUsers(ctx context.Context) (int, error) { return 0, p.wait(ctx) }

func (p *proxy) wait(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }

func show(ctx context.Context, p *proxy) (int, error) {
	println(p.Logs(context.Background()))     // want unsafe "its work goes on"
	return p.CountUsers(context.Background()) // want unsafe "its work goes on"
}
