package check

import (
	"context"
	"fmt"
	"net/http"
)

func subscribe(ctx context.Context, url string) error {
	if _, err := http.NewRequest(http.MethodPost, url, nil); err != nil {
		return fmt.Errorf("invalid URL: %w", err)
	}
	return ctx.Err()
}
