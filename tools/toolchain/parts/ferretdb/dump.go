package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc64"
	"io"
	"os"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// What the archives of mongodump begin with, and what ends each of their blocks.
const (
	archiveMagic uint32 = 0x8199e26d
	blockEnd     uint32 = 0xffffffff
)

type archiveHeader struct {
	ConcurrentCollections int32  `bson:"concurrent_collections"`
	Version               string `bson:"version"`
	ServerVersion         string `bson:"server_version"`
	ToolVersion           string `bson:"tool_version"`
}

type archiveCollection struct {
	Database   string `bson:"db"`
	Collection string `bson:"collection"`
	Metadata   string `bson:"metadata"`
	Size       int32  `bson:"size"`
	Type       string `bson:"type"`
}

type archiveBlock struct {
	Database   string `bson:"db"`
	Collection string `bson:"collection"`
	EOF        bool   `bson:"EOF"`
	CRC        int64  `bson:"CRC"`
}

// dump writes a database into a file as mongodump does with --gzip and --archive. It reads the password as a JSON string.
func dump(ctx context.Context, input io.Reader, database, file string) (err error) {
	var password string
	if err = json.NewDecoder(input).Decode(&password); err != nil {
		return errors.New("standard input is no password as a JSON string")
	}
	client, err := connect(ctx, password)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, client.Disconnect(ctx)) }()
	output, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o640)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, output.Close()) }()
	buffer := bufio.NewWriter(output)
	zipped := gzip.NewWriter(buffer)
	if err = archive(ctx, client.Database(database), zipped); err != nil {
		return err
	}
	return errors.Join(zipped.Close(), buffer.Flush(), output.Sync())
}

func archive(ctx context.Context, database *mongo.Database, to io.Writer) error {
	collections, err := database.ListCollectionSpecifications(ctx, bson.D{})
	if err != nil {
		return err
	}
	if err = number(to, archiveMagic); err != nil {
		return err
	}
	header := archiveHeader{ConcurrentCollections: 1, Version: "0.1", ServerVersion: "FerretDB " + version, ToolVersion: "ferretdb dump"}
	if _, err = document(to, header); err != nil {
		return err
	}
	for _, collection := range collections {
		metadata, err := metadataOf(ctx, database.Collection(collection.Name))
		if err != nil {
			return err
		}
		if _, err = document(to, archiveCollection{database.Name(), collection.Name, metadata, 0, "collection"}); err != nil {
			return err
		}
	}
	if err = number(to, blockEnd); err != nil {
		return err
	}
	for _, collection := range collections {
		if err = documents(ctx, database.Collection(collection.Name), to); err != nil {
			return err
		}
	}
	return nil
}

// metadataOf tells the indexes, which is all that these collections have beside their documents.
func metadataOf(ctx context.Context, collection *mongo.Collection) (string, error) {
	cursor, err := collection.Indexes().List(ctx)
	if err != nil {
		return "", err
	}
	indexes := []bson.D{}
	if err = cursor.All(ctx, &indexes); err != nil {
		return "", err
	}
	text, err := bson.MarshalExtJSON(bson.D{{Key: "indexes", Value: indexes}, {Key: "collectionName", Value: collection.Name()}, {Key: "type", Value: "collection"}}, true, false)
	return string(text), err
}

func documents(ctx context.Context, collection *mongo.Collection, to io.Writer) error {
	cursor, err := collection.Find(ctx, bson.D{})
	if err != nil {
		return err
	}
	defer cursor.Close(ctx)
	block := archiveBlock{Database: collection.Database().Name(), Collection: collection.Name()}
	if _, err = document(to, block); err != nil {
		return err
	}
	sum := crc64.New(crc64.MakeTable(crc64.ECMA))
	for cursor.Next(ctx) {
		if _, err = io.MultiWriter(to, sum).Write(cursor.Current); err != nil {
			return err
		}
	}
	if err = errors.Join(cursor.Err(), number(to, blockEnd)); err != nil {
		return err
	}
	block.EOF, block.CRC = true, int64(sum.Sum64())
	if _, err = document(to, block); err != nil {
		return err
	}
	return number(to, blockEnd)
}

func document(to io.Writer, value any) (int, error) {
	bytes, err := bson.Marshal(value)
	if err != nil {
		return 0, err
	}
	return to.Write(bytes)
}

func number(to io.Writer, value uint32) error {
	return binary.Write(to, binary.LittleEndian, value)
}
