package till

import "context"

type store interface {
	put(ctx context.Context, id string, n int) error
	get(ctx context.Context, id string) (int, error)
}

type payer interface {
	Charge(n int) (string, error)
	ChargeUntil(ctx context.Context, n int) (string, error)
}

func charge(ctx context.Context, p payer, s store) error {
	ref, err := p.Charge(100)
	if err != nil {
		return err
	}
	return s.put(context.Background(), ref, 100)
}

// Nothing of it goes on record.
func look(ctx context.Context, p payer, s store) (int, error) {
	ref, err := p.Charge(100)
	if err != nil {
		return 0, err
	}
	return s.get(context.Background(), ref) // want unsafe "s.get gets"
}

// It is charged behind what is stored.
func chargeLast(ctx context.Context, p payer, s store) (string, error) {
	if err := s.put(context.Background(), "open", 100); err != nil { // want unsafe "s.put gets"
		return "", err
	}
	return p.Charge(100)
}
