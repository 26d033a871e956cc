package bus

import (
	"context"
	"time"
)

func publish(send func(context.Context) error) error {
	// When the event has reached all of them is not known, so we can't call the cancel function. The deadline does it,
	// and there won't be any leak.
	ctx, _ := context.WithTimeout(context.Background(), time.Minute)
	return send(ctx)
}
