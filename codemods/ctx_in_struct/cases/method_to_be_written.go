package logic

import (
	"context"
	"fmt"
)

type request struct {
	Name string
}

type response struct {
	Text string
}

// greetLogic is made by a generator, and its method by hand.
type greetLogic struct {
	ctx    context.Context
	prefix string
}

func newGreetLogic(ctx context.Context, prefix string) *greetLogic {
	return &greetLogic{ctx: ctx, prefix: prefix}
}

func (l *greetLogic) greet(in *request) (*response, error) {
	// todo: add your logic here and delete this line

	return &response{}, nil
}

type partLogic struct {
	ctx    context.Context // want unsafe "that nothing reads"
	prefix string
}

func newPartLogic(ctx context.Context, prefix string) *partLogic {
	return &partLogic{ctx: ctx, prefix: prefix}
}

func (l *partLogic) part(in *request) (*response, error) {
	// TODO: other languages.
	return &response{Text: fmt.Sprintf("%s, %s", l.prefix, in.Name)}, nil
}

func serve(ctx context.Context, in *request) (*response, *response, error) {
	greeted, err := newGreetLogic(ctx, "hello").greet(in)
	if err != nil {
		return nil, nil, err
	}
	parted, err := newPartLogic(ctx, "goodbye").part(in)
	return greeted, parted, err
}
