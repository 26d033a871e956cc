package lease

import (
	"context"
	"time"
)

type api interface {
	Hold(ctx context.Context, id string) error
}

func hold(ctx context.Context, a api, id string) (func(), error) {
	if err := a.Hold(ctx, "all"); err != nil {
		return nil, err
	}
	holding, cancel := context.WithTimeout(context.Background(), time.Hour)
	if err := a.Hold(holding, id); err != nil {
		cancel()
		return nil, err
	}
	return cancel, nil
}
