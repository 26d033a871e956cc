package doctor

import (
	"bufio"
	"context"
	"net"
	"net/http"
)

// What writes the request to a connection does not look at its context.
func ask(ctx context.Context, conn net.Conn, url string) (*http.Response, error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	if err := req.Write(conn); err != nil {
		return nil, err
	}
	return http.ReadResponse(bufio.NewReader(conn), req)
}

type command struct{ ctx context.Context }

func (c *command) SetContext(ctx context.Context) { c.ctx = ctx }

func (c *command) Execute() error { return c.ExecuteContext(c.ctx) }

func (c *command) ExecuteContext(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

// It has the context already.
func run(ctx context.Context, c *command) error {
	c.SetContext(ctx)
	return c.Execute()
}

// What prepares it gives it the context.
func prepare(ctx context.Context, c *command, args ...string) *command {
	println(len(args))
	c.SetContext(ctx)
	return c
}

func runPrepared(ctx context.Context, c *command) error {
	return prepare(ctx, c, "run").Execute()
}

func runPreparedLater(ctx context.Context, c *command) error {
	prepared := prepare(ctx, c, "run", "--quiet")
	return prepared.Execute()
}
