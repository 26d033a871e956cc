package p

import "context"

type sums interface {
	Count(ctx context.Context, id string) (int, error)
}

// That the sender looks at the context does not say that it has ended in the loop; behind it, it may have.
func sum(ctx context.Context, s sums, ids []string) (sum int, err error) {
	in := make(chan string)
	go func() {
		defer close(in)
		for _, id := range ids {
			select {
			case in <- id:
			case <-ctx.Done():
				return
			}
		}
	}()
	for id := range in {
		n, err := s.Count(context.Background(), id) // want unsafe "s.Count gets context.Background"
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}
