package graph

import (
	"context"
	"database/sql"
	"errors"
)

type Role struct{ ID, Name string }

type Root struct{ db *sql.DB }

type roleResolver struct {
	ctx  context.Context
	root *Root
	data *Role
}

var errNoRole = errors.New("there is no such role")

// Both only make something of what they are given: nothing goes on.
func (r *Root) wrapRole(role *Role, err error) (*roleResolver, error) {
	if err != nil || role == nil {
		return nil, errors.Join(errNoRole, err)
	}
	return &roleResolver{root: r, data: role}, nil
}

func (r *Root) wrapRoleWithContext(ctx context.Context, role *Role, err error) (*roleResolver, error) {
	if err != nil || role == nil {
		return nil, errors.Join(errNoRole, err)
	}
	return &roleResolver{ctx: ctx, root: r, data: role}, nil
}

func (r *Root) wrapRoles(roles []*Role, err error) ([]*roleResolver, error) {
	if err != nil || len(roles) == 0 {
		return nil, err
	}
	all := make([]*roleResolver, len(roles))
	for i, role := range roles {
		all[i] = &roleResolver{root: r, data: role}
	}
	return all, nil
}

func (r *Root) wrapRolesWithContext(ctx context.Context, roles []*Role, err error) ([]*roleResolver, error) {
	if err != nil || len(roles) == 0 {
		return nil, err
	}
	all := make([]*roleResolver, len(roles))
	for i, role := range roles {
		all[i] = &roleResolver{ctx: ctx, root: r, data: role}
	}
	return all, nil
}

// Its methods are given a context for what they do.
func (r *roleResolver) Holders(ctx context.Context) (int, error) {
	if r.ctx == nil {
		r.ctx = ctx
	}
	var n int
	err := r.root.db.QueryRowContext(r.ctx, "SELECT count(*) FROM holders WHERE role = $1", r.data.ID).Scan(&n)
	return n, err
}

func (r *Root) load(ctx context.Context, name string) (*Role, error) {
	role := &Role{Name: name}
	err := r.db.QueryRowContext(ctx, "SELECT id FROM roles WHERE name = $1", name).Scan(&role.ID)
	return role, err
}

func (r *Root) Role(ctx context.Context, name string) (*roleResolver, error) {
	role, err := r.load(ctx, name)
	return r.wrapRole(role, err)
}

func (r *Root) Roles(ctx context.Context, name string) ([]*roleResolver, error) {
	role, err := r.load(ctx, name)
	return r.wrapRoles([]*Role{role}, err)
}

// Session works under the context that it was made with, and under no other.
type Session struct {
	ctx context.Context
	db  *sql.DB
}

func (r *Root) open(name string) (*Session, error) {
	if name == "" {
		return nil, errNoRole
	}
	return &Session{ctx: context.Background(), db: r.db}, nil
}

func (r *Root) openWithContext(ctx context.Context, name string) (*Session, error) {
	if name == "" {
		return nil, errNoRole
	}
	return &Session{ctx: ctx, db: r.db}, nil
}

func (s *Session) Touch(id string) error {
	_, err := s.db.ExecContext(s.ctx, "UPDATE sessions SET seen = now() WHERE id = $1", id)
	return err
}

func (r *Root) Touch(ctx context.Context, id string) error {
	session, err := r.open(id) // want unsafe "openWithContext takes it"
	if err != nil {
		return err
	}
	return session.Touch(id)
}

// It looks whether there is anybody, and waits for that.
func (r *Root) find(name string) (*roleResolver, error) {
	role, err := r.load(context.Background(), name)
	if err != nil {
		return nil, err
	}
	return &roleResolver{root: r, data: role}, nil
}

func (r *Root) findWithContext(ctx context.Context, name string) (*roleResolver, error) {
	role, err := r.load(ctx, name)
	if err != nil {
		return nil, err
	}
	return &roleResolver{ctx: ctx, root: r, data: role}, nil
}

func (r *Root) Named(ctx context.Context, name string) (*roleResolver, error) {
	return r.find(name) // want unsafe "findWithContext takes it"
}
