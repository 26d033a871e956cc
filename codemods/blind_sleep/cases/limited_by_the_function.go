package export

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"time"
)

type backend interface {
	Write(ctx context.Context, id string, data []byte) error
}

const maxRetries = 3

func writeMetadata(b backend, id string, data []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var err error
	for attempt := 0; attempt < maxRetries; attempt++ {
		if err = b.Write(ctx, id, data); err == nil {
			return nil
		}
		log.Printf("attempt %d failed, retrying: %v", attempt+1, err)
		time.Sleep(500 * time.Millisecond) // want unsafe "does not look at .{3}:"
	}
	return fmt.Errorf("write metadata after %d attempts: %w", maxRetries, err)
}

func writeUntilTold(b backend, id string, data []byte) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	for {
		err := b.Write(ctx, id, data)
		if err == nil {
			return nil
		}
		log.Printf("write: %v", err)
		time.Sleep(5 * time.Second) // want unsafe "does not look at .{3}:"
	}
}
