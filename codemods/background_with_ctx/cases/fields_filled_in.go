package a

import (
	"context"
	"errors"
)

type account struct {
	id, uri string
	extra   any
}

type block struct {
	id, accountID string
	account       *account
}

type store interface {
	account(ctx context.Context, id string) (*account, error)
}

type sender struct {
	store store
	send  func(ctx context.Context, to string, what any) error
}

// document gives what is sent of a block, and fills in whose it is on the way: the data of an account go on using
// nothing.
func (s *sender) document(ctx context.Context, b *block) (map[string]any, error) {
	if b.account == nil {
		a, err := s.store.account(ctx, b.accountID)
		if err != nil {
			return nil, err
		}
		b.account = a
	}
	return map[string]any{"id": b.id, "actor": b.account.uri}, nil
}

func (s *sender) block(ctx context.Context, b *block) error {
	doc, err := s.document(context.Background(), b) // want unsafe "s.document gets context.Background"
	if err != nil {
		return errors.Join(errors.New("no document"), err)
	}
	return s.send(ctx, b.account.uri, doc)
}
