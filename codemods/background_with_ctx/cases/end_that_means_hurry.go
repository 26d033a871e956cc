package rounds

import (
	"context"
	"log"
	"time"
)

type store interface {
	Members(ctx context.Context) ([]string, error)
	ReplaceMembers(ctx context.Context, members []string) error
	SetSeen(ctx context.Context, members []string) error
}

// The end of its context is no reason to leave out what it saves.
func round(ctx context.Context, s store) {
	members, err := s.Members(context.TODO())
	if err != nil {
		log.Printf("members: %v", err)
		return
	}
	if err := s.ReplaceMembers(context.TODO(), members); err != nil {
		log.Printf("replacing: %v", err)
		return
	}
	seen := ping(ctx, members)
	ended := ctx.Err()
	if ended == nil {
		log.Printf("all of %d members", len(members))
	}
	if err := s.SetSeen(context.TODO(), seen); err != nil {
		log.Printf("seen: %v", err)
		return
	}
	if ended != nil {
		log.Printf("round cut short: %v", ended)
		return
	}
	log.Printf("round is over")
}

// Here it leaves at once.
func question(ctx context.Context, s store) []string {
	members, err := s.Members(context.TODO()) // want unsafe "s.Members gets"
	if err != nil {
		log.Printf("members: %v", err)
		return nil
	}
	ended := ctx.Err()
	if ended != nil {
		log.Printf("asked for nothing: %v", ended)
		return nil
	}
	return ping(ctx, members)
}

func ping(ctx context.Context, members []string) []string {
	var seen []string
	for _, member := range members {
		select {
		case <-ctx.Done():
			return seen
		case <-time.After(time.Second):
			seen = append(seen, member)
		}
	}
	return seen
}
