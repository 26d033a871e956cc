package app

import (
	"context"
	"runtime"
	"time"
)

type keeper interface {
	Keep(ctx context.Context)
}

type memory struct {
	last context.Context
}

func (m *memory) Keep(ctx context.Context) {
	m.last = ctx
}

func (m *memory) Last() context.Context {
	return m.last
}

type session struct {
	keeper
	n int
}

// The method comes from an interface that the struct embeds.
func promoted(parent context.Context, s *session) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "stored by Keep"
	s.Keep(ctx)
}

type handle struct {
	n int
}

// The clean-up gets the context when the handle is gone.
func cleaned(parent context.Context) *handle {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "kept for a clean-up"
	h := &handle{}
	runtime.AddCleanup(h, finish, ctx)
	return h
}

// What is cleaned up after is not kept by that.
func watched(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	m := &memory{last: ctx}
	runtime.AddCleanup(m, count, 1)
	return m.Last().Err()
}

func count(int) {}

func finish(ctx context.Context) {
	<-ctx.Done()
}

var running = map[context.Context]int{}

// A map keeps its keys.
func key(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "it is stored"
	running[ctx] = 1
}

func counted(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "it is stored"
	running[ctx]++
}

func keyOfLiteral(parent context.Context) map[context.Context]bool {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "returned"
	return map[context.Context]bool{ctx: true}
}

// Only asked.
func asked(parent context.Context) int {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	return running[ctx]
}
