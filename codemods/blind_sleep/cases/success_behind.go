package settle

import (
	"context"
	"time"
)

func create(ctx context.Context, make func(context.Context) (string, error)) (string, error) {
	name, err := make(ctx)
	if err != nil {
		return "", err
	}
	time.Sleep(time.Second) // want unsafe "waits to the end"
	return name, nil
}
