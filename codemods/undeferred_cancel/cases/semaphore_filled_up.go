package a

import (
	"context"
	"log"
	"time"
)

const concurrency = 8

type manifest struct {
	id string
}

type repository interface {
	load(ctx context.Context, id string) (*manifest, error)
}

func loadAll(ctx context.Context, repo repository, ids []string) []*manifest {
	loadCtx, cancel := context.WithTimeout(ctx, time.Minute) // want safe "not called"
	result := make([]*manifest, len(ids))
	slots := make(chan struct{}, concurrency)
	for i, id := range ids {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			m, err := repo.load(loadCtx, id)
			if err != nil {
				log.Printf("cannot load %s: %v", id, err)
				return
			}
			result[i] = m
		}()
	}
	for range cap(slots) {
		slots <- struct{}{}
	}
	if len(result) == 0 {
		return nil
	}
	cancel()
	return result
}

func loadCounted(ctx context.Context, repo repository, ids []string) {
	ctx, _ = context.WithTimeout(ctx, time.Minute) // want safe "discarded"
	slots := make(chan bool, concurrency)
	for _, id := range ids {
		slots <- true
		go func() {
			if _, err := repo.load(ctx, id); err != nil {
				log.Printf("cannot load %s: %v", id, err)
			}
			<-slots
		}()
	}
	for i := 0; i < concurrency; i++ {
		slots <- true
	}
}

// The last goroutines may still be at work: one place less is filled than there are.
func loadMost(ctx context.Context, repo repository, ids []string) {
	ctx, _ = context.WithTimeout(ctx, time.Minute) // want unsafe "not waited for"
	slots := make(chan bool, concurrency)
	for _, id := range ids {
		slots <- true
		go func() {
			defer func() { <-slots }()
			if _, err := repo.load(ctx, id); err != nil {
				log.Printf("cannot load %s: %v", id, err)
			}
		}()
	}
	for i := 1; i < concurrency; i++ {
		slots <- true
	}
}

// Who takes its place only when it runs may not have it yet.
func loadLater(ctx context.Context, repo repository, ids []string) {
	ctx, _ = context.WithTimeout(ctx, time.Minute) // want none "not waited for"
	slots := make(chan bool, concurrency)
	for _, id := range ids {
		go func() {
			slots <- true
			defer func() { <-slots }()
			if _, err := repo.load(ctx, id); err != nil {
				log.Printf("cannot load %s: %v", id, err)
			}
		}()
	}
	for range cap(slots) {
		slots <- true
	}
}
