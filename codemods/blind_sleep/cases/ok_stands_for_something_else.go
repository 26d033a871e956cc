package layer

import (
	"context"
	"errors"
	"time"
)

func dial(ctx context.Context, address, slow string) error {
	// This simulates a server that does not answer.
	if address == slow {
		println(address)

		time.Sleep(20 * time.Second)
		return errors.New("i/o timeout")
	}
	return ctx.Err()
}
