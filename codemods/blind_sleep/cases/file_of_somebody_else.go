package manifest

import (
	"context"
	"os"
	"time"
)

// As long as it waits, the file is somebody else's.
func write(ctx context.Context, name string, data []byte) error {
	lock := name + ".lock"
	for i := 0; i < 30; i++ {
		time.Sleep(time.Duration(i) * 200 * time.Millisecond) // want unsafe "the loop around it goes on"
		f, err := os.OpenFile(lock, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			if err := f.Close(); err != nil {
				return err
			}
			break
		}
	}
	defer os.Remove(lock)
	if err := ctx.Err(); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o600)
}
