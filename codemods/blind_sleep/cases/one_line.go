package poll

import (
	"context"
	"time"
)

var pause = func(ctx context.Context) { time.Sleep(time.Minute) } // want none "it shares its line with other code"
