package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type builder struct {
	out       io.Writer
	clientCtx context.Context // want unsafe "build and dispatch get a parameter"
	done      int
}

func newBuilder(clientCtx context.Context, out io.Writer) *builder {
	return &builder{clientCtx: clientCtx, out: out}
}

func (b *builder) build(steps []string) error {
	for _, s := range steps {
		select {
		case <-b.clientCtx.Done():
			return errors.New("the build was given up")
		default:
		}
		if err := b.dispatch(s); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) dispatch(step string) error {
	b.done++
	return run(b.clientCtx, step, b.out)
}

// Here the client is the struct itself.
type wsClient struct {
	out       io.Writer
	clientCtx context.Context
}

func newClient(ctx context.Context, out io.Writer) *wsClient {
	return &wsClient{clientCtx: ctx, out: out}
}

func (c *wsClient) send(step string) error { return run(c.clientCtx, step, c.out) }

func run(ctx context.Context, step string, out io.Writer) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
	}
	_, err := fmt.Fprintln(out, step)
	return err
}

var clients []*wsClient

func connect(ctx context.Context, out io.Writer) {
	clients = append(clients, newClient(ctx, out))
}

func handle(w http.ResponseWriter, r *http.Request) {
	b := newBuilder(r.Context(), w)
	if err := b.build(r.URL.Query()["step"]); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	for _, c := range clients {
		if err := c.send("built"); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}
