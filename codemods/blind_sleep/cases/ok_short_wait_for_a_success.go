package drive

import (
	"context"
	"time"
)

func makeFolder(ctx context.Context, request func(name string) error, name string) error {
	err := request(name)
	if err == nil {
		time.Sleep(time.Second)
	}
	return err
}
