package spans

import "context"

type source interface {
	Next(ctx context.Context, after int) ([]byte, error)
}

// A chunkReader is for those who know no contexts.
type chunkReader struct {
	ctx    context.Context
	source source
	after  int
}

func newChunkReader(s source) *chunkReader {
	return &chunkReader{ctx: context.Background(), source: s}
}

func (r *chunkReader) with(ctx context.Context) *chunkReader {
	return &chunkReader{ctx: ctx, source: r.source, after: r.after}
}

func (r *chunkReader) more() ([]byte, error) {
	chunk, err := r.source.Next(r.ctx, r.after)
	r.after += len(chunk)
	return chunk, err
}

func first(ctx context.Context, s source) ([]byte, error) {
	return newChunkReader(s).with(ctx).more()
}
