package shell

import (
	"context"
	"log"
	"time"
)

type controller struct{ files store }

type store interface {
	Make(ctx context.Context, name string) error
}

// The call that starts it returns at once, and its context is there for what is logged.
func (c *controller) Start(ctx context.Context, name string) {
	go c.run(ctx, name)
}

func (c *controller) run(logCtx context.Context, name string) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := c.files.Make(ctx, name); err != nil {
		log.Println(logCtx.Value("id"), err)
	}
}
