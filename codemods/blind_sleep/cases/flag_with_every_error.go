package manifest

import (
	"context"
	"errors"
	"os"
	"time"
)

// The second result says that what was made is to be kept.
func record(ctx context.Context, path string, write func(context.Context, string) error) (string, bool, error) {
	if path == "" {
		return "", false, errors.New("no path")
	}
	for i := 0; i < 3; i++ {
		time.Sleep(time.Duration(i) * time.Minute) // want none "another result tells why the function fails"
		if err := write(ctx, path); err == nil {
			break
		}
	}
	if _, err := os.Stat(path); err != nil {
		return path, true, err
	}
	return path, true, nil
}
