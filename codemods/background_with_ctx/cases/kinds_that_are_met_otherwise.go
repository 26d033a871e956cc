package leases

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

var errNoClaim = errors.New("no claim")

type Lease struct {
	Owner string
	Block int
}

// ExistsError says that somebody else was first.
type ExistsError struct{ Owner string }

func (e ExistsError) Error() string { return "taken by " + e.Owner }

type Leases struct{ db *sql.DB }

func (l *Leases) create(ctx context.Context, owner string) (*Lease, error) {
	lease := &Lease{Owner: owner}
	row := l.db.QueryRowContext(ctx, "INSERT INTO lease (owner) VALUES ($1) RETURNING block", owner)
	if err := row.Scan(&lease.Block); errors.Is(err, sql.ErrNoRows) {
		return nil, ExistsError{owner}
	} else if err != nil {
		return nil, err
	}
	return lease, nil
}

func (l *Leases) claim(ctx context.Context, owner string) (*Lease, *Lease, error) {
	lease, err := l.create(ctx, owner)
	var taken ExistsError
	if errors.As(err, &taken) {
		return nil, &Lease{Owner: taken.Owner}, errNoClaim
	}
	return lease, nil, err
}

// Pending looks at the lease that it has asked for anew.
func (l *Leases) Pending(ctx context.Context, owner string) (*Lease, error) {
	lease, err := l.create(context.Background(), owner) // want unsafe "goes on after the caller has given up"
	if err != nil {
		if _, ok := err.(ExistsError); !ok {
			return nil, err
		}
		lease, err = l.create(ctx, owner+"'s heir")
		if err != nil {
			return nil, err
		}
		fmt.Println(lease.Block)
	}
	return lease, nil
}

// Claimed looks at the other lease for one kind of failure.
func (l *Leases) Claimed(ctx context.Context, owner string) (string, error) {
	lease, other, err := l.claim(context.TODO(), owner) // want unsafe "goes on after the caller has given up"
	if err != nil {
		if err == errNoClaim {
			return other.Owner, nil
		}
		return "", err
	}
	return lease.Owner, nil
}

// Told has no use for a lease that may be nil where the end of ctx would have it so.
func (l *Leases) Told(ctx context.Context, owner string) (string, error) {
	lease, other, err := l.claim(context.Background(), owner)
	if err != nil {
		return "", fmt.Errorf("%s is still there: %w", other.Owner, err)
	}
	return lease.Owner, nil
}
