package p

import "context"

// User is who may log in.
type User struct{ name string }

type users struct{ known map[string]*User }

func (u *users) Get(ctx context.Context, id string) (*User, error) { return u.known[id], ctx.Err() }

var db users

func load(id string) (*User, error) {
	return db.Get(context.Background(), id) // want unsafe "its caller on line 19 has one"
}

func show(ctx context.Context, id string) error {
	u, err := load(id)
	if err != nil {
		return err
	}
	println(u.name)
	return ctx.Err()
}
