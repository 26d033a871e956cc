package heartbeat

import (
	"context"
	"log"
)

type store interface {
	Members(ctx context.Context) ([]string, error)
	Save(ctx context.Context, seen []string) error
}

// Who was reached before the end is saved.
func round(ctx context.Context, s store, ping func(context.Context) []string) {
	seen := ping(ctx)
	ended := ctx.Err()
	if ended == nil {
		members, err := s.Members(context.TODO())
		if err != nil {
			log.Print(err)
			return
		}
		seen = append(seen, members...)
	}
	if err := s.Save(context.TODO(), seen); err != nil {
		log.Print(err)
		return
	}
	if ended != nil {
		return
	}
	log.Print("round is over")
}
