package mock

import "context"

type calls struct{ given [][]any }

func (c *calls) Called(args ...any) bool {
	c.given = append(c.given, args)
	return len(args) > 0
}

type mockStore struct{ calls }

// What is expected of the context is checked there.
func (m *mockStore) Get(ctx context.Context, id string) bool {
	return m.Called(context.Background(), id) // want unsafe "Called gets"
}

func (m *mockStore) List(ctx context.Context, from, to string) bool {
	return m.Called(context.Background(), to, from)
}
