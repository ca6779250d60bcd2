package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8
const width = 1 << height

// Log is a folder with a tree that a checkpoint has signed.
type Log struct {
	folder    string
	verifiers note.Verifiers
	publicKey []byte
	origin    string
	trees     []tlog.Tree // of the checkpoints, the newest last
	flipped   *Flip       // the bit that is turned while reading, or nil
}

func openLog(task Task) (*Log, error) {
	verifier, err := note.NewVerifier(task.VerifierKey)
	if err != nil {
		return nil, err
	}
	// NAME+8 HEX DIGITS+BASE64, which NewVerifier has checked.
	key, err := base64.StdEncoding.DecodeString(task.VerifierKey[len(verifier.Name())+10:])
	if err != nil || len(key) != 33 {
		return nil, errors.New("the verifier key has no Ed25519 key")
	}
	log := &Log{folder: task.Folder, verifiers: note.VerifierList(verifier), publicKey: key[1:], origin: verifier.Name()}
	for _, checkpoint := range task.Checkpoints {
		tree, err := log.openCheckpoint([]byte(checkpoint))
		if err != nil {
			return nil, fmt.Errorf("checkpoint: %w", err)
		}
		log.trees = append(log.trees, tree)
	}
	return log, nil
}

// openCheckpoint verifies a note and reads its text with tlog.ParseTree, which wants the first line of Go's own log.
func (log *Log) openCheckpoint(signed []byte) (tlog.Tree, error) {
	opened, err := note.Open(signed, log.verifiers)
	if err != nil {
		return tlog.Tree{}, err
	}
	rest, found := strings.CutPrefix(opened.Text, log.origin+"\n")
	if !found {
		return tlog.Tree{}, errors.New("of another log")
	}
	return tlog.ParseTree([]byte("go.sum database tree\n" + rest))
}

func (log *Log) tree() tlog.Tree { return log.trees[len(log.trees)-1] }

// read returns a file of the log, with the turned bit if there is one in it.
func (log *Log) read(path string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(log.folder, filepath.FromSlash(path)))
	if err == nil && log.flipped != nil && log.flipped.Path == path {
		data[log.flipped.Bit/8] ^= 1 << (log.flipped.Bit % 8)
	}
	return data, err
}

// Height, ReadTiles and SaveTiles make the log a tlog.TileReader.
func (log *Log) Height() int { return height }

func (log *Log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		// tile/8/L/N in package tlog is tile/L/N in C2SP tlog-tiles.
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		bytes, err := log.read(path)
		if err != nil {
			return nil, err
		}
		data[i] = bytes
	}
	return data, nil
}

func (log *Log) SaveTiles([]tlog.Tile, [][]byte) {}

// items reads a bundle under a folder: entries behind their length in two bytes.
func (log *Log) items(folder string, bundle int64) ([][]byte, error) {
	count := min(int64(width), log.tree().N-bundle*width)
	tile := tlog.Tile{H: height, L: 0, N: bundle, W: int(count)}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), folder+"/", 1)
	data, err := log.read(path)
	if err != nil {
		return nil, err
	}
	var items [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("%s is cut", path)
		}
		length := int(binary.BigEndian.Uint16(data))
		items = append(items, data[2:2+length])
		data = data[2+length:]
	}
	if int64(len(items)) != count {
		return nil, fmt.Errorf("%s holds %d items, not %d", path, len(items), count)
	}
	return items, nil
}

// bundleOf is the number in the path of a tile or bundle, and the level of a tile.
func bundleOf(path string) (level int, number int64, err error) {
	path = strings.Replace(strings.Replace(path, "tile/entries/", "tile/0/", 1), "feiyu/entries/", "tile/0/", 1)
	tile, err := tlog.ParseTilePath(strings.Replace(path, "tile/", "tile/"+strconv.Itoa(height)+"/", 1))
	return tile.L, tile.N, err
}
