package pay

import "context"

type store interface {
	put(ctx context.Context, id string, n int) error
}

type payer interface {
	Charge(n int) (string, error)
	Price(name string) (string, error)
}

// What was paid is to be on record.
func charge(ctx context.Context, p payer, s store) error {
	ref, err := p.Charge(100)
	if err != nil {
		return err
	}
	return s.put(context.Background(), ref, 100)
}

// Who only asks for a price has paid nothing.
func price(ctx context.Context, p payer, s store) error {
	ref, err := p.Price("a")
	if err != nil {
		return err
	}
	return s.put(context.Background(), ref, 100) // want unsafe "s.put gets"
}
