package store

import (
	"context"
	"io"
	"net"
)

type source struct {
	ctx  context.Context
	text string
}

// Read is called by whoever wants an io.Reader.
func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return copy(p, s.text), io.EOF
}

func all(ctx context.Context, text string) ([]byte, error) {
	return io.ReadAll(&source{ctx: ctx, text: text})
}

type tracked struct {
	ctx    context.Context
	inner  net.Listener
	opened int
}

func (t *tracked) Accept() (net.Conn, error) {
	conn, err := t.inner.Accept()
	if err == nil {
		note(t.ctx, conn.RemoteAddr().String())
	}
	return conn, err
}

func (t *tracked) Close() error   { return t.inner.Close() }
func (t *tracked) Addr() net.Addr { return t.inner.Addr() }

func listen(ctx context.Context, inner net.Listener) net.Listener {
	return &tracked{ctx: ctx, inner: inner}
}

// file keeps one for the interfaces that it implements.
type file struct {
	// There is no context in the interfaces of package io.
	ctx  context.Context
	name string
}

func (f *file) flush() { note(f.ctx, f.name) }

type blob struct {
	// only to be used where no context comes with the arguments
	ctx  context.Context
	name string
}

func (b *blob) flush() { note(b.ctx, b.name) }

func flushBlob(b *blob) { b.flush() }

func flushAll(files []*file) {
	for _, f := range files {
		f.flush()
	}
}

func note(ctx context.Context, text string) {
	if ctx.Err() == nil {
		println(text)
	}
}

// reader reads ahead, whoever called last.
type reader struct {
	ctx    context.Context
	chunks chan byte
	from   string
}

func (r *reader) Read(p []byte) (int, error) {
	n := 0
	for c := range r.chunks {
		p[n] = c
		if n++; n == len(p) {
			return n, nil
		}
	}
	return n, io.EOF
}

func (r *reader) start() {
	go func() {
		defer close(r.chunks)
		for i := range len(r.from) {
			select {
			case r.chunks <- r.from[i]:
			case <-r.ctx.Done():
				return
			}
		}
	}()
}

func open(ctx context.Context, from string) io.Reader {
	r := &reader{ctx: ctx, chunks: make(chan byte), from: from}
	r.start()
	return r
}
