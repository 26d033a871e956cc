package a

import (
	"context"
	"log"
	"time"
)

const concurrency = 4

type uploader interface {
	upload(ctx context.Context, name string) error
}

// The release comes when all places are taken again, which is when all uploads are done.
func uploadAll(ctx context.Context, u uploader, names []string) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	slots := make(chan struct{}, concurrency)
	for _, name := range names {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			if err := u.upload(ctx, name); err != nil {
				log.Printf("cannot upload %s: %v", name, err)
			}
		}()
	}
	for range cap(slots) {
		slots <- struct{}{}
	}
	cancel()
}
